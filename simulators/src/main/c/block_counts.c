/* QEMU TCG plugin: how often each translation block ran and was left other than by falling through, kept apart by the call it ran for.
 *
 *   -plugin block_counts.so,out=FILE,symbols=FILE
 *
 * `symbols` has lines "entry HEX" (functions whose every call site is a scope of its own; what they call in turn belongs to them), "stage HEX" (the
 * same, but entries and stages that they call are scopes of their own again) and "handler HEX" (interrupt handlers: what they run does not belong
 * to the call they interrupt). `out`, written at exit:
 *
 *   scope SITE ENTRY CALLS                                    scopes in order of first use, from number 1; number 0 is outside of all
 *   count SCOPE START END INSTRUCTIONS EXECUTIONS TAKEN       addresses in hex, END exclusive
 *
 * For one emulated core. Armv7-M only: the last instruction of a block is decoded to tell calls and returns. */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* QEMU's plugin interface, version 1 (docs/devel/tcg-plugins.rst of QEMU 7.2), as far as it is used here. */
typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb *));
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *, void (*)(unsigned, void *), int flags, void *);
extern void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void *), void *);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
extern uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
extern uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);
extern size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *);
extern const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *);

#define EXPORT __attribute__((visibility("default")))
EXPORT int qemu_plugin_version = 1;

#define BUCKETS 4096
#define SYMBOLS 2048
#define SCOPES 2048
#define DEPTH 128
#define ANYWHERE UINT64_MAX

typedef struct {
    uint64_t executions, taken;
} counts;

typedef struct block {
    uint64_t start, end, last_instruction, instructions;
    bool calls, returns, entry, stage, handler;
    counts *scopes; /* of `size` scopes */
    size_t size;
    struct block *next_in_bucket, *next;
} block;

typedef struct {
    uint64_t site, entry, calls;
    bool stage;
} call_scope;

/* A call in progress. An interrupt's frame returns ANYWHERE and keeps the block that it came after. */
typedef struct {
    uint64_t returns_to;
    size_t scope;
    block *interrupted;
} frame;

static struct {
    uint64_t address;
    enum { ENTRY, STAGE, HANDLER } kind;
} symbols[SYMBOLS];
static size_t symbol_count;
static block *buckets[BUCKETS], *first_block, **end_of_blocks = &first_block;
static call_scope scopes[SCOPES] = {{.stage = true}};
static size_t scope_count = 1, scope;
static frame frames[DEPTH];
static size_t depth;
static block *last;
static size_t last_scope;
static char *out_name;

static void *checked(void *memory)
{
    if (memory == NULL) {
        abort();
    }
    return memory;
}

static counts *counts_of(block *b, size_t of)
{
    if (of >= b->size) {
        b->scopes = checked(realloc(b->scopes, (of + 1) * sizeof *b->scopes));
        memset(b->scopes + b->size, 0, (of + 1 - b->size) * sizeof *b->scopes);
        b->size = of + 1;
    }
    return b->scopes + of;
}

/* The scope of a call that begins. */
static size_t scope_for(uint64_t site, const block *entry)
{
    size_t i = 1;
    while (i < scope_count && (scopes[i].site != site || scopes[i].entry != entry->start)) {
        i++;
    }
    if (i == SCOPES) {
        return 0;
    }
    if (i == scope_count) {
        scopes[scope_count++] = (call_scope){site, entry->start, 0, entry->stage};
    }
    scopes[i].calls++;
    return i;
}

static void push(uint64_t returns_to, block *interrupted)
{
    if (depth < DEPTH) {
        frames[depth++] = (frame){returns_to, last_scope, interrupted};
    }
}

/* Leaves the innermost call. */
static void pop(void)
{
    depth--;
    scope = frames[depth].scope;
}

static void follow_control(const block *b)
{
    if (last->returns && last->end != b->start && depth > 0 && frames[depth - 1].returns_to == ANYWHERE) {
        counts_of(last, last_scope)->taken++;
        pop();
        last = frames[depth].interrupted;
        last_scope = scope;
    }
    if (b->handler) {
        push(ANYWHERE, last);
        scope = scope_for(0, b);
        return;
    }
    if (last->end != b->start) {
        counts_of(last, last_scope)->taken++;
        if (last->calls) {
            push(last->end, NULL);
        } else if (depth > 0 && frames[depth - 1].returns_to == b->start) {
            pop();
        }
        if (b->entry && scopes[scope].stage && scopes[scope].entry != b->start) {
            scope = scope_for(last->last_instruction, b);
        }
    }
}

static void executed(unsigned core, void *data)
{
    block *b = data;
    (void)core;
    if (last != NULL) {
        follow_control(b);
    }
    counts_of(b, scope)->executions++;
    last = b;
    last_scope = scope;
}

/* Sets the end of `b` and what its last instruction does: calls (BL, BLX), returns (BX LR, POP {..., PC}). The length is taken from the code
 * itself: QEMU 7.2 reports two bytes too many before an instruction that crosses a page, since its look at that one is counted as read. */
static void decode_end(block *b, const struct qemu_plugin_insn *instruction)
{
    uint16_t half[2] = {0, 0};
    size_t reported = qemu_plugin_insn_size(instruction);
    memcpy(half, qemu_plugin_insn_data(instruction), reported < sizeof half ? reported : sizeof half);
    b->last_instruction = qemu_plugin_insn_vaddr(instruction);
    if (half[0] < 0xe800) {
        b->end = b->last_instruction + 2;
        b->calls = (half[0] & 0xff80) == 0x4780;
        b->returns = half[0] == 0x4770 || (half[0] & 0xff00) == 0xbd00;
    } else {
        b->end = b->last_instruction + 4;
        b->calls = (half[0] & 0xf800) == 0xf000 && (half[1] & 0xd000) == 0xd000;
        b->returns = half[0] == 0xe8bd && (half[1] & 0x8000) != 0;
    }
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    uint64_t start = qemu_plugin_tb_vaddr(tb);
    size_t count = qemu_plugin_tb_n_insns(tb);
    const struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(tb, count - 1);
    block **bucket = &buckets[start / 2 % BUCKETS];
    block *b = *bucket;
    (void)id;
    while (b != NULL && (b->start != start || b->instructions != count)) {
        b = b->next_in_bucket;
    }
    if (b == NULL) {
        b = checked(calloc(1, sizeof *b));
        b->start = start;
        b->instructions = count;
        decode_end(b, instruction);
        for (size_t i = 0; i < symbol_count; i++) {
            if (symbols[i].address == start) {
                b->entry |= symbols[i].kind != HANDLER;
                b->stage |= symbols[i].kind == STAGE;
                b->handler |= symbols[i].kind == HANDLER;
            }
        }
        b->next_in_bucket = *bucket;
        *bucket = b;
        *end_of_blocks = b;
        end_of_blocks = &b->next;
    }
    qemu_plugin_register_vcpu_tb_exec_cb(tb, executed, 0, b);
}

static void write_counts(qemu_plugin_id_t id, void *data)
{
    FILE *out = fopen(out_name, "w");
    (void)id;
    (void)data;
    if (out == NULL) {
        perror(out_name);
        return;
    }
    for (size_t i = 1; i < scope_count; i++) {
        fprintf(out, "scope %" PRIx64 " %" PRIx64 " %" PRIu64 "\n", scopes[i].site, scopes[i].entry, scopes[i].calls);
    }
    for (const block *b = first_block; b != NULL; b = b->next) {
        for (size_t i = 0; i < b->size; i++) {
            if (b->scopes[i].executions > 0) {
                fprintf(out, "count %zu %" PRIx64 " %" PRIx64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", i, b->start, b->end, b->instructions,
                        b->scopes[i].executions, b->scopes[i].taken);
            }
        }
    }
    fclose(out);
}

static bool read_symbols(const char *name)
{
    char kind[16];
    uint64_t address;
    FILE *in = fopen(name, "r");
    if (in == NULL) {
        perror(name);
        return false;
    }
    while (symbol_count < SYMBOLS && fscanf(in, "%15s %" SCNx64, kind, &address) == 2) {
        symbols[symbol_count].address = address;
        symbols[symbol_count++].kind = strcmp(kind, "handler") == 0 ? HANDLER : strcmp(kind, "stage") == 0 ? STAGE : ENTRY;
    }
    fclose(in);
    return true;
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "out=", 4) == 0) {
            out_name = checked(strdup(argv[i] + 4));
        } else if (strncmp(argv[i], "symbols=", 8) != 0 || !read_symbols(argv[i] + 8)) {
            return -1;
        }
    }
    if (out_name == NULL) {
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, write_counts, NULL);
    return 0;
}
