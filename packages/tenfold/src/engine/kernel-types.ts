/*
 * What kernels take, as their sources state it. To TypeScript all of it is `number`, and any number is taken for each; but what is known to
 * be one of them, as a tensor's pointer is, is not taken for another, so that arguments in the wrong order are found by the compiler.
 */

declare const kernelType: unique symbol;

/** An address in the engine's memory, in bytes; 0 where a kernel does without. */
export type Pointer = number & { readonly [kernelType]?: "pointer" };

/** A whole number of 32 bits: sizes, counts, bits. */
export type Int32 = number & { readonly [kernelType]?: "int32" };

/** A number that the kernel rounds to 32 bits. */
export type Float32 = number & { readonly [kernelType]?: "float32" };

/** 1 or 0. */
export type Flag = number & { readonly [kernelType]?: "flag" };
