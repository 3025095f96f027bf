import { useRef, useState } from 'react'
import { useSaving } from './use-saving.ts'

/**
 * A number that is looked up, and how it stands. What is found is of the number that was asked, which is also what is acted on: an answer that
 * comes when the field says something else already is dropped.
 */
export function useLookUp<Standing>(ask: (number: string) => Promise<Standing>) {
  const [number, setNumber] = useState('')
  const [found, setFound] = useState<{ asked: string; standing: Standing } | null>(null)
  const typed = useRef(number)
  const saving = useSaving()

  const type = (next: string) => {
    typed.current = next
    setNumber(next)
    setFound(null)
  }
  const show = (asked: string, standing: Standing) => typed.current === asked && setFound({ asked, standing })
  /** How `asked` stands after a deed. */
  const after = (asked: string, deed: Promise<Standing>) => saving.run(async () => show(asked, await deed))
  const look = () =>
    saving.run(() =>
      ask(number).then(
        (standing) => show(number, standing),
        (problem: unknown) => {
          if (typed.current === number) throw problem
        },
      ),
    )
  return { number, type, found, show, look, after, ...saving }
}
