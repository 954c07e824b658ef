package dev.boxoffice.acceptance.web.page;

import dev.boxoffice.acceptance.RunningPlatform;

/// The issuer's form, where demo users sign in.
public final class SignInPage {

    private SignInPage() {}

    public static void signIn(Visitor visitor, String user) {
        visitor.find("input[name=username]").fill(user);
        visitor.find("input[name=password]").fill(RunningPlatform.shared().secret("demo-users"));
        visitor.find("button[type=submit]").click();
    }
}
