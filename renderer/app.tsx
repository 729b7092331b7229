import { MantineProvider } from '@mantine/core'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect } from 'react'
import { Router, useLocation } from 'wouter'
import { queryClient, trpc } from './api-client.ts'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { KeyHelp } from './components/key-help.tsx'
import { ConnectionBanner, NoticeList } from './components/notice-list.tsx'
import { Shell } from './components/shell.tsx'
import { ErrorState, Loading } from './components/states.tsx'
import { applyLanguage } from './i18n/i18n.ts'
import { guardNavigation } from './leave-guard.ts'
import { OperatorScreen } from './screens/operator/operator-screen.tsx'
import { Screens } from './screens.tsx'
import { readLanguage, useOperatorId } from './session.ts'
import { theme } from './theme/theme.ts'

/** The whole program in the window: what every screen shares, then the screen of the address. */
export function App() {
  const [location] = useLocation()
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      withCssVariables={false}
      withGlobalClasses={false}
      cssVariablesSelector=":root"
    >
      <QueryClientProvider client={queryClient}>
        <ConnectionBanner />
        <ErrorBoundary resetKey={location}>
          <Router aroundNav={guardNavigation}>
            <OperatorGate>
              <Shell>
                <ErrorBoundary resetKey={location}>
                  <Suspense fallback={<Loading />}>
                    <Screens />
                  </Suspense>
                </ErrorBoundary>
              </Shell>
              <KeyHelp />
            </OperatorGate>
          </Router>
        </ErrorBoundary>
        <NoticeList />
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Nothing works before the program knows who is at it; what one person saw is forgotten when another is chosen. */
function OperatorGate({ children }: { children: ReactNode }) {
  const operatorId = useOperatorId()
  const operators = useQuery(trpc.operator.list.queryOptions())
  useEffect(() => {
    applyLanguage(readLanguage())
    if (operatorId === null) queryClient.removeQueries({ predicate: (query) => !isPublic(query.queryKey) })
  }, [operatorId])
  if (operators.data === undefined) {
    return operators.error === null ? (
      <Loading />
    ) : (
      <ErrorState error={operators.error} onRetry={() => void operators.refetch()} />
    )
  }
  const isKnown = operators.data.some((operator) => operator.id === operatorId && operator.isActive)
  return isKnown ? children : <OperatorScreen operators={operators.data} />
}

function isPublic(queryKey: readonly unknown[]): boolean {
  return JSON.stringify(queryKey[0]) === JSON.stringify(trpc.operator.list.queryKey()[0])
}
