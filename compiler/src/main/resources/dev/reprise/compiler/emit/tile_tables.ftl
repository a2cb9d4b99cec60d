<#list tileShapes as shape>
${shape}
</#list>

<#list tileWorks as work>
static void ${work.name()}(void *argument)
{
    const rp_tile_job *job = argument;
    ${work.value()}
}

</#list>
<#-- each plan names the one behind it -->
<#list tilePlans?reverse as p>
static const rp_tile_operand tile_operands_${p.place()}[] = {
<#list p.operands() as row>
    ${row},
</#list>
};
static const rp_tile_block tile_blocks_${p.place()}[] = {
<#list p.blocks() as row>
    ${row},
</#list>
};
static const rp_tile tiles_${p.place()}[] = {
<#list p.tiles() as row>
    ${row},
</#list>
};
static const uint16_t tile_groups_${p.place()}[] = {${p.groupEnds()?join(", ")}};
${tileStorage}const rp_tile_plan rp_tile_plan_${p.place()} = {${p.work()}, tile_arena, ${p.next()}, tile_operands_${p.place()}, tile_blocks_${p.place()}, tiles_${p.place()}, tile_groups_${p.place()}, ${p.groupEnds()?size}, ${p.operands()?size}, sizeof(${p.shapeType()}), ${p.early()}, ${p.leaves()?string("1", "0")}};

</#list>
