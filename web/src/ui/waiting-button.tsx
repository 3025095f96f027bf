import { Button, type ButtonProps, Loader } from '@mantine/core'

type Props = Pick<ButtonProps, 'variant' | 'children'> & { isWaiting: boolean; onClick: () => void }

/** A button that says it waits and keeps the focus meanwhile, which Mantine’s `loading` takes away. */
export function WaitingButton({ isWaiting, onClick, variant = 'filled', children }: Props) {
  return (
    <Button
      variant={variant}
      aria-disabled={isWaiting}
      leftSection={isWaiting && <Loader size={16} color="currentColor" />}
      onClick={() => isWaiting || onClick()}
    >
      {children}
    </Button>
  )
}
