package dev.boxoffice.booking.hold;

import dev.boxoffice.platform.redis.LuaScript;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.script.RedisScript;

/// The script that decides who holds a seat. A bean, so that the control test can run it with its guard cut
/// out.
record ReserveScript(RedisScript<List<String>> script) {

    @Configuration(proxyBeanMethods = false)
    static class Guarded {
        @Bean
        ReserveScript reserveScript() {
            return new ReserveScript(LuaScript.returningTexts("reserve"));
        }
    }
}
