package dev.boxoffice.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenSignerTest {
    private static final int MAX = 2_000;
    private static final String OLD = secret('o');
    private static final String NEW = secret('n');

    private final TokenSigner signer = TokenSigner.hmac("place", OLD, null);

    private static String secret(char each) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(each).repeat(32).getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void what_was_signed_is_read_back(@ForAll @Size(max = 200) byte[] content) {
        assertThat(signer.verify(signer.sign(content), MAX)).contains(content);
    }

    @Property
    void a_token_with_any_character_changed_is_refused(
            @ForAll @Size(min = 1, max = 40) byte[] content, @ForAll @IntRange(max = 70) int at) {
        var token = signer.sign(content);
        var position = at % token.length();
        var other = token.charAt(position) == 'A' ? 'B' : 'A';
        var changed = token.substring(0, position) + other + token.substring(position + 1);

        assertThat(signer.verify(changed, MAX)).isEmpty();
    }

    @Example
    void a_token_of_one_purpose_is_none_of_another() {
        var admission = TokenSigner.hmac("admission", OLD, null);

        assertThat(admission.verify(signer.sign(new byte[] {1}), MAX)).isEmpty();
    }

    @Example
    void after_a_rotation_tokens_of_the_previous_secret_are_still_read() {
        var rotated = TokenSigner.hmac("place", NEW, OLD);

        assertThat(rotated.verify(signer.sign(new byte[] {1}), MAX)).contains(new byte[] {1});
        assertThat(signer.verify(rotated.sign(new byte[] {1}), MAX)).isEmpty();
        assertThat(TokenSigner.hmac("place", NEW, null).verify(signer.sign(new byte[] {1}), MAX))
                .isEmpty();
    }

    @Example
    void what_is_no_token_is_refused() {
        assertThat(signer.verify(null, MAX)).isEmpty();
        assertThat(signer.verify("", MAX)).isEmpty();
        assertThat(signer.verify("not base64!", MAX)).isEmpty();
        assertThat(signer.verify(signer.sign(new byte[100]), 100)).isEmpty();
    }

    @Example
    void a_short_secret_is_refused() {
        assertThatThrownBy(() -> TokenSigner.hmac("place", "c2hvcnQ=", null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
