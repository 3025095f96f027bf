import type { ReactNode } from 'react'

/** One thing that waits for a person. */
export type Need = { key: string; icon: ReactNode; title: string; why: string; way: ReactNode }

/** So many stand by their names; of more it is said how many. */
export const mostNamed = 3
