package dev.boxoffice.deploy.cluster;

/// Amounts as Kubernetes writes them.
public final class Quantity {

    private Quantity() {}

    public static int milliCores(String text) {
        return text.endsWith("m")
                ? Integer.parseInt(text.substring(0, text.length() - 1))
                : Math.round(Float.parseFloat(text) * 1000);
    }

    public static int mebibytes(String text) {
        var number = Float.parseFloat(text.replaceAll("[A-Za-z]+$", ""));
        return Math.round(
                switch (text.replaceAll("[\\d.]", "")) {
                    case "Gi", "g" -> number * 1024;
                    case "Mi", "m" -> number;
                    default -> throw new IllegalArgumentException("not an amount of memory used here: " + text);
                });
    }
}
