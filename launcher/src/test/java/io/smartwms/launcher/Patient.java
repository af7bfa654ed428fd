package io.smartwms.launcher;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.stream.IntStream;

final class Patient {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private Patient() {}

    /** A port from which as many in a row are free right now. */
    static int freeBase(int count) throws IOException {
        while (true) {
            try (ServerSocket any = new ServerSocket(0)) {
                int base = any.getLocalPort();
                any.close();
                if (base + count < 65_536 && IntStream.range(base, base + count).allMatch(Ports::free)) {
                    return base;
                }
            }
        }
    }
}
