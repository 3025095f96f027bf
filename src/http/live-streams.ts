/** The live pages that are open: how many there may be, and whose they are. One that never ends holds a connection that a call may need. */
import { idOf } from './credentials.ts'
import { problem, retryAfter } from './problems.ts'

const mostOfAccount = 100
const mostOfCredential = 20

export type LiveStream = { accountId: string; credential: Buffer; end(): void }

export type LiveStreams = {
  /** Takes one in, or throws the problem of one too many. It leaves by what is answered. */
  enter(stream: LiveStream): () => void
  /** Ends those of a credential that is none any more. */
  endOf(credential: Buffer): void
  endAll(): void
}

export function createLiveStreams(): LiveStreams {
  const ofAccount = new Map<string, Set<LiveStream>>()
  const ofCredential = new Map<string, Set<LiveStream>>()
  return {
    enter: (stream) => {
      const places = [
        { among: ofAccount, key: stream.accountId, most: mostOfAccount, whose: 'The account' },
        { among: ofCredential, key: idOf(stream.credential), most: mostOfCredential, whose: 'This key or session' },
      ]
      for (const { among, key, most, whose } of places)
        if ((among.get(key)?.size ?? 0) >= most)
          throw problem('too_many_live', {
            detail: `${whose} has ${most} open: close some, or come back later.`,
            headers: retryAfter(5, 15),
          })
      for (const { among, key } of places) among.set(key, (among.get(key) ?? new Set()).add(stream))
      return () => {
        for (const { among, key } of places) {
          const streams = among.get(key)
          streams?.delete(stream)
          if (streams?.size === 0) among.delete(key)
        }
      }
    },
    endOf: (credential) => {
      for (const stream of [...(ofCredential.get(idOf(credential)) ?? [])]) stream.end()
    },
    endAll: () => {
      for (const streams of [...ofAccount.values()]) for (const stream of [...streams]) stream.end()
    },
  }
}
