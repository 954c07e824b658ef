package dev.boxoffice.testkit;

/// What a [BoxofficeTest] can ask for.
public enum TestStore {
    POSTGRES,
    REDIS,
    ELASTICSEARCH
}
