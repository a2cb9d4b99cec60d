package dev.reprise.compiler.tile;

/**
 * What a tiled call is modelled to take, for one micro-batch.
 *
 * @param tiles iterations
 * @param loaded bytes from L2
 * @param stored bytes to L2
 * @param compute cycles of the team
 * @param transfer cycles of the DMA
 * @param exposed cycles in which the team waits for the DMA
 * @param cycles of the call
 */
public record TileEstimate(int tiles, long loaded, long stored, long compute, long transfer, long exposed, long cycles) {}
