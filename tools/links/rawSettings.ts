import { isProps } from "../../simulator/provider/values";

export { isProps };

/** Settings as they are written, before anything is checked. */
export type SettingsMap = Readonly<Record<string, unknown>>;
