/**
 * A program from Debian that our gateways talk to. A file `<name>.peer.ts` here exports one as `peer`; `npm run
 * test:peers` runs them all.
 */
export type Peer = {
  name: string
  /** Debian packages it needs. */
  packages: readonly string[]
  /**
   * Starts the peer, talks to it, stops it. Says what was shown, line by line; throws where something is not as it must
   * be.
   */
  talk(say: (line: string) => void): Promise<void>
}
