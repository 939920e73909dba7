import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
    root: here("."),
    base: "./",
    publicDir: false,
    build: {
        outDir: process.env.FRONTEND_OUT ?? here("../static/dist"),
        emptyOutDir: true,
        target: "es2022",
        // The first scripts of a page are few and small; what an entry imports later has the hash of its content in its name.
        modulePreload: false,
        cssCodeSplit: true,
        rollupOptions: {
            // Pages name an entry with a hash, so a chunk that imported from one would run it a second time.
            preserveEntrySignatures: "strict",
            input: {
                page: here("page.ts"),
                editor: here("editor/main.ts"),
                "mermaid-frame": here("ui/mermaid-frame.ts"),
                wiki: here("styles/wiki.css"),
                printed: here("styles/printed.css"),
            },
            output: {
                entryFileNames: "[name].js",
                chunkFileNames: "chunks/[name]-[hash].js",
                assetFileNames: "[name][extname]",
            },
        },
    },
    test: { include: ["tests/**/*.test.ts"], setupFiles: ["tests/set-up.ts"], environment: "happy-dom" },
});
