import { Pair } from "./overhead/pair";
async function main() {
  const steps = process.argv[4]?.split(",") as any;
  const p = await Pair.at({of: process.argv[2] as any, count: Number(process.argv[3])});
  console.log(p.resources, p.registrations);
  for (const s of steps) for (const w of ["own","floor"] as const) {
    const r = await p.run(w, s).catch((e: unknown) => String(e).slice(0, 3000)); console.log(s, w, typeof r === "string" ? r : JSON.stringify(r));
  }
  p.close();
}
void main();
