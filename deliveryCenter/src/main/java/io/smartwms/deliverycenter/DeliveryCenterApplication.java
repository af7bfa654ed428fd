package io.smartwms.deliverycenter;

import io.smartwms.platform.view.View;
import io.smartwms.platform.view.ViewFactory;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Owns the view of the whole centre for its manager. */
@SpringBootApplication
public class DeliveryCenterApplication {

    @Bean
    View<DeliveryPage> view(ViewFactory views) {
        return views.of(DeliveryPage.class, "delivery_page", DeliveryPage::new, Map.of("stage", "stageDate"));
    }

    public static void main(String[] args) {
        SpringApplication.run(DeliveryCenterApplication.class, args);
    }
}
