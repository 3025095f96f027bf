import { Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useState } from 'react'
import { phone } from '../format.ts'
import { useDeed } from '../shell/use-deed.ts'

/** A number with its middle hidden. "Show" asks for the whole one, which is recorded. */
export function MaskedNumber({ shown, reveal }: { shown: string; reveal: () => Promise<string | null> }) {
  const [whole, setWhole] = useState<string | null>(null)
  const { isBusy, run } = useDeed()
  if (whole !== null || !shown.includes('•')) return <span>{whole === null ? shown : phone(whole)}</span>
  return (
    <span className="masked">
      {shown}{' '}
      <Tooltip label="Shows the whole number. Who looked is recorded.">
        <button
          type="button"
          className="link-button masked-show"
          disabled={isBusy}
          onClick={() => void run(async () => setWhole(await reveal()))}
        >
          <IconEye size={15} aria-hidden="true" /> Show
        </button>
      </Tooltip>
    </span>
  )
}
