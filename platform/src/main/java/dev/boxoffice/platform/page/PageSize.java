package dev.boxoffice.platform.page;

/// How many entries a page has, of a list that is read on by a cursor.
public record PageSize(int size) {}
