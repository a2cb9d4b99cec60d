/** NumPy's .npy and .npz files: data sets and stored test vectors. */
package dev.reprise.compiler.npz;
