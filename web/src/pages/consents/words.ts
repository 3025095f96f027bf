import type { ConsentStanding } from '../../api/types.ts'

/** By which way a consent came, or went. */
export const sourceWord: Record<ConsentStanding['ledger'][number]['source'], string> = {
  console: 'in the console',
  api: 'by API or command',
  file: 'by file',
  call: 'in a phone call',
  reply: 'by reply',
  link: 'by the link in a text',
}
