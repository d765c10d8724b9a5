/** How much of a file is read to tell its type: far more than any signature has. */
export const headBytes = 4096
