/** The protocol's times in the torture run, in the proportions of the real ones. */
export const writeWithinMs = 1_000
export const responseMs = 2_000
export const leaseMs = writeWithinMs + responseMs + 1_000
/** After this much calm no lease is open, no sweep is due and every retry has had its turn. */
export const calmMs = 2 * leaseMs + 15_000
