package io.smartwms.bench;

import io.smartwms.bench.Engine.Kind;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One thing to measure. */
interface Case {

    /**
     * @param kind what the services keep their rows in
     * @param folder where systems and databases may live
     * @param replicas how many processes those services have that can have several; more than one only on PostgreSQL
     * @param rounds how often each figure is measured, in turn with its limits
     * @param seconds how long one measuring of something that goes on takes
     * @param say tells what is going on
     */
    record Setting(Kind kind, Path folder, int replicas, int rounds, int seconds, Consumer<String> say) {

        void tell(String format, Object... values) {
            say.accept(format.formatted(values));
        }
    }

    void measure(Setting setting, Measurement found) throws Exception;
}
