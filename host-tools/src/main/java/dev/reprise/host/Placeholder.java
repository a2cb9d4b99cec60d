package dev.reprise.host;
final class Placeholder {}
