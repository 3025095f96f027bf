import { IconCircleCheck } from '@tabler/icons-react'
import { useAccount } from '../../api/me.ts'
import type { Previewed } from '../../api/setup.ts'
import { cleanOf } from './clean.ts'

/** What was looked for in the wording and is as it should be. */
export function CleanList({ preview }: { preview: Previewed | undefined }) {
  const { country } = useAccount()
  if (preview === undefined || country !== 'IN') return null
  const { body, category = 'service_implicit' } = preview.of
  return (
    <ul className="clean-list" aria-label="As it should be">
      {cleanOf({ body, category, findings: preview.findings }).map(({ words, more }) => (
        <li key={words}>
          <IconCircleCheck size={19} color="var(--ok)" aria-hidden="true" />
          <span>
            <strong>{words}</strong>
            <span className="quiet-words">{more}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
