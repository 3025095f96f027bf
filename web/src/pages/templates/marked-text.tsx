import './marked-text.css'

const around = 28
const visible: Readonly<Record<string, string>> = { ' ': '␣', '\n': '↵', '\r': '↵', '\u00a0': '⍽', '': '∎' }

/** A text around one character, which is marked; what nobody can see is drawn. */
export function MarkedText({ text, at, length = 1 }: { text: string; at: number; length?: number }) {
  const from = Math.max(0, at - around)
  const marked = text.slice(at, at + Math.max(1, length))
  return (
    <span className="marked-text" dir="auto">
      {from > 0 && '…'}
      {text.slice(from, at)}
      <mark>{visible[marked] ?? marked.replaceAll(' ', '␣')}</mark>
      {text.slice(at + marked.length, at + marked.length + around)}
      {at + marked.length + around < text.length && '…'}
    </span>
  )
}
