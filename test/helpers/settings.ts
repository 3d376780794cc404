/** Variables of the environment that others than Fadder's own configuration read. */
export const OTHER_SETTINGS: readonly string[] = [
  // Express, restify and others ask whether this is production.
  'NODE_ENV',
  // The Azure SDK: which of the machine's identities it is to sign in as.
  'AZURE_CLIENT_ID',
];
