import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from './page.tsx'
import { EmptyState } from './states.tsx'

interface BoundaryProps {
  /** Another screen starts anew: the failure of one never follows to the next. */
  resetKey: string
  children: ReactNode
}

/** Catches a screen that fails while drawing, says so in words and lets it be opened again. The rest stays usable. */
export class ErrorBoundary extends Component<BoundaryProps, { isFailed: boolean }> {
  override state = { isFailed: false }

  static getDerivedStateFromError(): { isFailed: boolean } {
    return { isFailed: true }
  }

  override componentDidUpdate(previous: BoundaryProps): void {
    if (previous.resetKey !== this.props.resetKey && this.state.isFailed) this.setState({ isFailed: false })
  }

  override render(): ReactNode {
    if (this.state.isFailed) return <FailedScreen onReopen={() => this.setState({ isFailed: false })} />
    return this.props.children
  }
}

function FailedScreen({ onReopen }: { onReopen: () => void }) {
  const { t } = useTranslation()
  return (
    <Page title={t('product')}>
      <EmptyState
        title={t('error.screenTitle')}
        hint={t('error.screenHint')}
        action={<Button onClick={onReopen}>{t('error.reopen')}</Button>}
      />
    </Page>
  )
}
