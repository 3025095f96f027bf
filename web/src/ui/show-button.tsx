import { Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useDeed } from '../shell/use-deed.ts'

type Props = { about: string; show: () => Promise<void>; children: ReactNode }

/** Asks for what is masked. The program records who looked, and `about` says so. */
export function ShowButton({ about, show, children }: Props) {
  const { isBusy, run } = useDeed()
  const words = useId()
  return (
    <>
      <Tooltip label={about} events={{ hover: true, focus: true, touch: false }}>
        <button
          type="button"
          className="link-button masked-show"
          aria-describedby={words}
          disabled={isBusy}
          onClick={() => void run(show)}
        >
          <IconEye size={15} aria-hidden="true" /> {children}
        </button>
      </Tooltip>
      <span className="masked-about" id={words}>
        {about}
      </span>
    </>
  )
}
