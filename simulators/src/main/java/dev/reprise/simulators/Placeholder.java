package dev.reprise.simulators;
final class Placeholder {}
