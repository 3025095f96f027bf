import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** One thing that was found, and what Enter does with it. */
export type Option = { id: string; icon: ReactNode; words: string; after?: string; go: () => void }
export type Group = { title: string; options: readonly Option[] }
/** What was found so far, and why there may be more. */
export type Found = { groups: readonly Group[]; isLooking: boolean; problem: unknown }
export const nothing: Found = { groups: [], isLooking: false, problem: null }

export const iconOf = (Icon: Icon) => <Icon size={18} stroke={1.6} aria-hidden="true" />
