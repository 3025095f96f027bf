import type { OptOut } from '../../api/types.ts'

/** By which way somebody opted out or in again. */
export const sourceWord: Record<OptOut['source'], string> = {
  reply: 'by reply',
  link: 'by the link in a text',
  console: 'in the console',
  api: 'by API or command',
  file: 'by file',
}
