package dev.boxoffice.standalone.launcher;

/// O11: what must hold before anything is started, asked before anything is built: `./boxoffice up` runs this
/// file as it is, so it and the classes it needs use the JDK and nothing else.
final class PreflightApplication {

    private PreflightApplication() {}

    public static void main(String[] arguments) {
        try {
            new PreflightCheck(LauncherSettings.from(System.getenv())).check();
        } catch (StartRefusedException refused) {
            System.err.println("boxoffice: " + refused.getMessage());
            System.exit(1);
        }
    }
}
