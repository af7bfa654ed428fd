package io.smartwms.launcher.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of this machine that requests may have in their {@code Host} header. */
public final class HostNames {

    private HostNames() {}

    /** Whether the address stands for all addresses of this machine. */
    static boolean isAny(String address) {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    /**
     * The names of this machine for a gateway that listens on the address.
     *
     * @throws Failure the address is none of this machine
     */
    public static Set<String> of(String address) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
        try {
            InetAddress wanted = InetAddress.getByName(address);
            names.add(name(address));
            if (wanted.isAnyLocalAddress()) {
                InetAddress host = InetAddress.getLocalHost();
                names.add(host.getHostName().toLowerCase(Locale.ROOT));
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .forEach(each -> names.add(name(each.getHostAddress().replaceFirst("%.*", ""))));
            } else if (NetworkInterface.getByInetAddress(wanted) == null) {
                throw new Failure(address + " is no address of this machine; --listen 0.0.0.0 means all it has.");
            }
        } catch (IOException e) {
            throw new Failure(address + " is no address of this machine; --listen 0.0.0.0 means all it has.", e);
        }
        return names;
    }

    private static String name(String address) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]").toLowerCase(Locale.ROOT);
    }
}
