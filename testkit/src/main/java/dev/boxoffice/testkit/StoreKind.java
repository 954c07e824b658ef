package dev.boxoffice.testkit;

/// What a [BoxofficeTest] can ask for.
public enum StoreKind {
    POSTGRES,
    REDIS,
    ELASTICSEARCH
}
