import { CopyField } from '../../ui/copy-field.tsx'

/** What opens the account and was made this moment: it is in this answer and never again. */
export function ShownOnce({ words, value, label }: { words: string; value: string; label: string }) {
  return (
    <div role="status" className="form">
      <p>
        <strong>{words}</strong>
      </p>
      <CopyField value={value} label={label} />
    </div>
  )
}
