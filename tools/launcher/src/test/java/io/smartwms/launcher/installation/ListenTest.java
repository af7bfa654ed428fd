package io.smartwms.launcher.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code up --listen}: the gateway, and nothing else, is opened to other machines, under the names that this one has. */
class ListenTest {

    private static final Component GATEWAY = Component.SYSTEM.stream()
            .filter(c -> c.name().equals("gateway"))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path root;

    private Installation installation;

    @BeforeEach
    void prepare() {
        installation = new Installation(root, root.resolve("data"), 8080);
        installation.prepare();
    }

    @Test
    void withoutItEverythingStaysOnThisMachine() {
        for (Component component : Component.SYSTEM) {
            assertThat(component.arguments(installation, Component.SYSTEM))
                    .as(component.name())
                    .noneMatch(argument -> argument.startsWith("--server.address="))
                    .noneMatch(argument -> argument.startsWith("--wms.allowed-hosts="));
        }
        assertThat(GATEWAY.url(installation)).isEqualTo("http://localhost:8080");
    }

    @Test
    void onlyTheGatewayIsOpened() {
        installation.listen("0.0.0.0");

        for (Component component : Component.SYSTEM) {
            List<String> arguments = component.arguments(installation, Component.SYSTEM);
            assertThat(arguments.contains("--server.address=0.0.0.0"))
                    .as(component.name())
                    .isEqualTo(component.equals(GATEWAY));
        }
        assertThat(GATEWAY.url(installation)).isEqualTo("http://localhost:8080");
    }

    @Test
    void anAddressOfItsOwnIsWhereTheGatewayIsReached() {
        installation.listen("127.0.0.1");

        assertThat(GATEWAY.arguments(installation, Component.SYSTEM))
                .contains("--server.address=127.0.0.1")
                .contains("--wms.allowed-hosts=localhost,127.0.0.1,[::1]");
        assertThat(GATEWAY.url(installation)).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void itIsForgottenWithTheNextStart() {
        installation.listen("127.0.0.1");
        installation.listen(null);

        assertThat(installation.listen()).isEqualTo(Optional.empty());
    }

    @Test
    void allNamesOfThisMachineAreAllowed() throws Exception {
        List<String> addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(java.net.Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .toList();

        assertThat(HostNames.of("0.0.0.0"))
                .contains("localhost", "127.0.0.1", "[::1]")
                .containsAll(addresses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "no-such-host.invalid"})
    void anAddressThatThisMachineDoesNotHaveIsRefused(String address) {
        assertThatThrownBy(() -> HostNames.of(address))
                .isInstanceOf(Failure.class)
                .hasMessage(address + " is no address of this machine; --listen 0.0.0.0 means all it has.");
    }
}
