import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import i18next from 'i18next'
import type { AppRouter } from '../src/api/app-router.ts'
import { AppError, errorMessage } from '../src/core/errors.ts'
import { noticeConnectionLost } from './connection.ts'
import { currentLanguage } from './i18n/i18n.ts'
import { notifyError } from './notices.ts'
import { readOperatorId } from './session.ts'

export type Inputs = inferRouterInputs<AppRouter>
export type Outputs = inferRouterOutputs<AppRouter>

/** The header that says who is keying; one place, so that accounts will change one place. */
export function operatorHeaders(): Record<string, string> {
  const id = readOperatorId()
  return id === null ? {} : { 'x-sipas-operator': String(id) }
}

/** One request a call: the store is on the same machine, and a slow table must not hold up a saved form. */
export const client = createTRPCClient<AppRouter>({
  links: [httpLink({ url: '/trpc', headers: operatorHeaders })],
})

/** Queries say their failure where they stand; a mutation's failure is told once, unless its screen shows it itself. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeLostConnection }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      noticeLostConnection(error)
      if (mutation.meta?.isShownInPlace !== true) notifyError(errorText(error))
    },
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 0, // the store is on this machine: a screen just opened shows what is in it now
      refetchOnWindowFocus: false,
      retry: (count, error) => isConnectionError(error) && count < 1,
    },
    mutations: { networkMode: 'always' },
  },
})

/** `useQuery(trpc.survey.list.queryOptions())`, `useMutation(trpc.survey.create.mutationOptions())`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

function noticeLostConnection(error: Error): void {
  if (isConnectionError(error)) noticeConnectionLost()
}

/** True when no answer of the program came back: the service is gone or starting again. */
export function isConnectionError(error: unknown): boolean {
  return error instanceof TRPCClientError ? error.data === undefined || error.data === null : error instanceof TypeError
}

interface AppErrorShape {
  code: string
  vi: string
  en: string
}

/** The failure the program named, or a screen by itself, with its message in both languages, or null for anything else. */
export function appErrorOf(error: unknown): AppErrorShape | null {
  if (error instanceof AppError) {
    const { code, params } = error
    return { code, vi: errorMessage(code, params, 'vi'), en: errorMessage(code, params, 'en') }
  }
  if (!(error instanceof TRPCClientError)) return null
  const data: unknown = error.data
  if (typeof data !== 'object' || data === null || !('appError' in data)) return null
  const shape = data.appError
  return isAppErrorShape(shape) ? shape : null
}

function isAppErrorShape(value: unknown): value is AppErrorShape {
  return typeof value === 'object' && value !== null && 'code' in value && 'vi' in value && 'en' in value
}

/** One sentence for a person: what happened and what to do, never a stack or a path. */
export function errorText(error: unknown): string {
  const known = appErrorOf(error)
  if (known !== null) return currentLanguage() === 'en' ? known.en : known.vi
  return i18next.t(isConnectionError(error) ? 'error.connection' : 'error.unexpected')
}
