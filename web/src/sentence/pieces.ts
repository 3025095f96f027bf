/** A sentence about a rule, in pieces that know what they are, so that it can be drawn, diffed and read aloud alike. */

export type PieceKind = 'plain' | 'condition' | 'who' | 'template'
export type Piece = { text: string; as: PieceKind }

type Value = string | Piece | readonly Piece[] | null | undefined

export const condition = (text: string): Piece => ({ text, as: 'condition' })
export const who = (text: string): Piece => ({ text, as: 'who' })
export const template = (text: string): Piece => ({ text, as: 'template' })

/** A whole phrase with its slots: say`When ${subject} is ${condition('missed')}`. An absent slot leaves nothing behind. */
export function say(phrase: TemplateStringsArray, ...values: Value[]): Piece[] {
  const pieces: Piece[] = []
  phrase.forEach((text, index) => {
    add(pieces, { text, as: 'plain' })
    const value = values[index]
    if (value === null || value === undefined) return
    if (typeof value === 'string') add(pieces, { text: value, as: 'plain' })
    else for (const piece of Array.isArray(value) ? (value as readonly Piece[]) : [value as Piece]) add(pieces, piece)
  })
  return pieces
}

function add(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1)
  if (piece.text === '') return
  if (last !== undefined && last.as === piece.as) pieces[pieces.length - 1] = { ...last, text: last.text + piece.text }
  else pieces.push(piece)
}

/** Items in one language's way: `a, b and c`. */
export function list(items: readonly (Piece | Piece[])[], comma: string, last: string): Piece[] {
  return items.flatMap((item, index) => {
    const before = index === 0 ? '' : index === items.length - 1 ? last : comma
    return say`${before}${item}`
  })
}

export const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')
