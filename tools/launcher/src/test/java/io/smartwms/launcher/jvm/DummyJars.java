package io.smartwms.launcher.jvm;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import java.util.List;

/** The same class path for all processes and services. */
public final class DummyJars {

    private DummyJars() {}

    public static Jars of(Installation installation, List<Component> components, List<String> classPath) {
        return new Jars(installation, components) {
            @Override
            List<String> classPath(Component component) {
                return classPath;
            }

            @Override
            List<String> sharedClassPath() {
                return classPath;
            }

            @Override
            List<String> ownClassPath(Component service) {
                return classPath;
            }
        };
    }
}
