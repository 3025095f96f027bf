import './rule-sentence.css'
import { Fragment } from 'react'
import type { ChangedPiece } from '../sentence/difference.ts'
import type { Piece } from '../sentence/pieces.ts'
import { languageOf } from './languages.ts'

type Props = { pieces: readonly (Piece | ChangedPiece)[]; marks?: 'dotted' | 'struck' }

/** A rule's sentence: conditions and people bold, templates in plum. Changed words are dotted (a draft) or struck and marked (a conflict). */
export function RuleSentence({ pieces, marks = 'struck' }: Props) {
  return (
    <span className="sentence" data-marks={marks} lang={languageOf(pieces.map(({ text }) => text).join(''))}>
      {pieces.map((piece, index) => {
        const body = <Words piece={piece} />
        const change = 'change' in piece ? piece.change : 'same'
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence
        if (change === 'added') return <ins key={index}>{body}</ins>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence
        if (change === 'removed') return marks === 'dotted' ? null : <del key={index}>{body}</del>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence
        return <Fragment key={index}>{body}</Fragment>
      })}
    </span>
  )
}

function Words({ piece }: { piece: Piece }) {
  if (piece.as === 'plain') return piece.text
  if (piece.as === 'template') return <b className="sentence-template">{piece.text}</b>
  return <b>{piece.text}</b>
}
