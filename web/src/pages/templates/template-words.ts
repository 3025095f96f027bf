import type { Template } from '../../api/types.ts'
import type { Tone } from '../../ui/parts.tsx'

export const statusTone: Record<Template['status'], Tone> = {
  draft: 'plain',
  submitted: 'accent',
  approved: 'ok',
  paused: 'warn',
  rejected: 'bad',
}
