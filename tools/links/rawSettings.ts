/** Settings as they are written, before anything is checked. */
export type SettingsMap = Readonly<Record<string, unknown>>;
