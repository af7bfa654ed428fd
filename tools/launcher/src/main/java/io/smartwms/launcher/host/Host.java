package io.smartwms.launcher.host;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * Runs several services in one process, each in a class loader of its own, whose parent loads the libraries that they share. Nothing
 * else is shared; they communicate over HTTP and the broker as between processes. This saves time and memory: Spring and Hibernate
 * are loaded, and compiled at run time, once instead of once per service.
 *
 * <p>The first argument is the folder for the logs, each further one the file of a {@link HostedService}. When one service cannot
 * start, the process ends with exit code 1.
 */
public final class Host {

    private Host() {}

    public static void main(String[] arguments) throws IOException {
        HostLog.writeTo(Path.of(arguments[0]));
        // With this number each service waits with its events until all of them are ready.
        System.setProperty("wms.services-in-jvm", Integer.toString(arguments.length - 1));
        for (int i = 1; i < arguments.length; i++) {
            HostedService service = HostedService.read(Path.of(arguments[i]));
            Thread thread = new Thread(() -> run(service), service.name());
            thread.setContextClassLoader(service.loader());
            thread.start();
        }
    }

    private static void run(HostedService service) {
        try {
            service.loader()
                    .loadClass(service.mainClass())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) service.arguments().toArray(String[]::new));
        } catch (InvocationTargetException e) {
            fail(service, e);
        } catch (ReflectiveOperationException e) {
            fail(service, e);
        }
    }

    private static void fail(HostedService service, Throwable why) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        System.err.println(service.name() + " cannot start, see its log: " + root.getMessage());
        System.exit(1);
    }
}
