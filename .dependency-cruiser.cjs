/** The direction data flows: core ← files, data, app ← api ← host, electron; renderer → core, and types only from api. */
const rule = (name, from, to, extra = {}) => ({ name, severity: 'error', from: { path: from, ...extra }, to })

module.exports = {
  forbidden: [
    rule('no-circular', '.', { circular: true }),
    rule('core-is-pure', '^src/core/', { path: '^(src/(data|app|api|files|host)|electron|renderer|migrations)/' }),
    rule('core-has-no-node', '^src/core/', { dependencyTypes: ['core'] }),
    rule('files-see-core', '^src/files/', { path: '^(src/(data|app|api|host)|electron|renderer|migrations)/' }),
    rule('data-sees-core-and-migrations', '^src/data/', { path: '^(src/(app|api|files|host)|electron|renderer)/' }),
    rule('app-is-below-api', '^src/app/', { path: '^(src/(api|host)|electron|renderer)/' }),
    rule('api-is-below-its-doors', '^src/api/', { path: '^(src/(host|data)|electron|renderer|migrations)/' }),
    rule('host-has-no-window', '^src/host/', { path: '^(electron|renderer|migrations)/' }),
    rule('electron-has-no-sql', '^electron/', { path: '^(src/(data|core)|renderer|migrations)/' }),
    rule('renderer-sees-core', '^renderer/', { path: '^(src/(data|app|files|host)|electron|migrations)/' }),
    rule('renderer-takes-types-only-from-api', '^renderer/', {
      path: '^src/api/',
      dependencyTypesNot: ['type-only'],
    }),
    rule('renderer-has-no-node', '^renderer/', { dependencyTypes: ['core'] }),
    rule(
      'one-reader-of-migrations',
      '.',
      { path: '^migrations/[0-9]' },
      { pathNot: '^(migrations/index\\.ts|tests/migrations/)' },
    ),
    rule('migrations-import-kysely-only', '^migrations/[0-9]', { pathNot: '^node_modules/kysely/' }),
    rule('nothing-shipped-imports-tests', '^(src|electron|renderer|migrations)/', { path: '^tests/' }),
    rule('not-to-unresolvable', '.', { couldNotResolve: true }, { pathNot: '\\.module\\.css$' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tests/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
