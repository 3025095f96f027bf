/**
 * The letters of a file of comma-separated values: UTF-8, or UTF-16 by the mark at its beginning. Excel writes UTF-16 as "Unicode text", and always with a
 * mark.
 */
export type CsvDecoder = {
  /** The letters that are complete with these bytes. Where it is `fatal`, throws a TypeError at bytes that are no letters. */
  decode(bytes: Uint8Array): string
  end(): string
}

export function csvDecoder({ fatal }: { fatal: boolean }): CsvDecoder {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  /** The beginning, until it is long enough to tell. */
  let start: Uint8Array = new Uint8Array()
  const begin = () => {
    decoder = new TextDecoder(encodingOf(start), { fatal })
    return decoder.decode(start, { stream: true })
  }
  return {
    decode: (bytes) => {
      if (decoder) return decoder.decode(bytes, { stream: true })
      start = start.length === 0 ? bytes : new Uint8Array([...start, ...bytes])
      return start.length < 2 ? '' : begin()
    },
    end: () => (decoder ? '' : begin()) + (decoder?.decode() ?? ''),
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
