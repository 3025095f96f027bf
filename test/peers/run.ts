/**
 * `npm run test:peers [name …]`: our gateways and programs from Debian that nobody here wrote. Installs their packages
 * where apt-get works. The last line is `peers: passed`, `peers: failed` or `peers: not available`; only `failed` is an
 * error.
 */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { installPackages } from '../support/debian.ts'
import type { Peer } from './peer.ts'

type Verdict = 'passed' | 'failed' | 'not available'

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.peer.ts'))
  const verdicts: Verdict[] = []
  for (const file of files.sort()) {
    const { peer } = (await import(path.join(import.meta.dirname, file))) as { peer: Peer }
    if (wanted.length > 0 && !wanted.includes(peer.name)) continue
    const verdict = await talkTo(peer)
    console.log(`${peer.name}: ${verdict}`)
    verdicts.push(verdict)
  }
  const all = verdicts.includes('failed') ? 'failed' : verdicts.includes('passed') ? 'passed' : 'not available'
  console.log(`peers: ${all}`)
  process.exit(all === 'failed' ? 1 : 0)
}

async function talkTo(peer: Peer): Promise<Verdict> {
  const missing = installPackages(peer.packages)
  if (missing.length > 0) {
    console.log(`${peer.name}: ${missing.join(', ')} cannot be installed here`)
    return 'not available'
  }
  try {
    await peer.talk((line) => console.log(`${peer.name}: ${line}`))
    return 'passed'
  } catch (error) {
    console.log(`${peer.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return 'failed'
  }
}

await main()
