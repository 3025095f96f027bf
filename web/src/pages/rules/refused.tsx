/** Why fields that stand within a sentence were refused, below them. */
export function Refused({ words }: { words: string | undefined }) {
  return words === undefined ? null : <p className="field-problem">{words}</p>
}
