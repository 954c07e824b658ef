package dev.boxoffice.acceptance.web;

import dev.boxoffice.acceptance.RunningPlatform;

/// The issuer's form, where demo users sign in.
final class SignInPage {

    private SignInPage() {}

    static void signIn(Visitor visitor, String user) {
        visitor.find("input[name=username]").fill(user);
        visitor.find("input[name=password]").fill(RunningPlatform.shared().secret("demo-users"));
        visitor.find("button[type=submit]").click();
    }
}
