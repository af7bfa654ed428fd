package io.smartwms.customercenter;

import io.smartwms.platform.view.View;
import io.smartwms.platform.view.ViewFactory;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Owns the view of an order for its customer. */
@SpringBootApplication
public class CustomerCenterApplication {

    @Bean
    View<OrderPage> view(ViewFactory views) {
        return views.of(OrderPage.class, "order_page", OrderPage::new, Map.of());
    }

    public static void main(String[] args) {
        SpringApplication.run(CustomerCenterApplication.class, args);
    }
}
