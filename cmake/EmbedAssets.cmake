# embed_assets(TARGET) builds what the pages load (assets/) and puts it into TARGET, so that the
# binary needs no file beside it. Run again as a script, it writes the assembly that includes the
# files and the table that names them:
#   cmake -D FOLDER=... -D OUT=... -P EmbedAssets.cmake

function(embed_assets target)
  set(folder ${CMAKE_BINARY_DIR}/assets)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/node_modules/govuk-frontend)
    message(FATAL_ERROR "The npm packages are missing: run './dev build', or 'npm ci' first.")
  endif()
  find_program(NODE_PROGRAM NAMES node nodejs REQUIRED)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/*)
  add_custom_command(
    OUTPUT ${out}/assets.s ${out}/assets_table.inc
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${folder}
    COMMAND ${NODE_PROGRAM} ${CMAKE_SOURCE_DIR}/assets/build.mjs ${folder}
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D OUT=${out}
            -P ${CMAKE_SOURCE_DIR}/cmake/EmbedAssets.cmake
    DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/package-lock.json
            ${CMAKE_SOURCE_DIR}/cmake/EmbedAssets.cmake
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "Building the style sheet and the script"
    VERBATIM)
  target_sources(${target} PRIVATE ${out}/assets.s ${out}/assets_table.inc)
  target_include_directories(${target} PRIVATE ${out})
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

set(TYPE_css "text/css; charset=utf-8")
set(TYPE_js "text/javascript; charset=utf-8")
set(TYPE_svg "image/svg+xml")
set(TYPE_png "image/png")
set(TYPE_ico "image/x-icon")

file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(assembly ".section .rodata\n")
set(declarations "")
set(table "")
set(number 0)
set(hashes "")
foreach(file IN LISTS files)
  string(REGEX REPLACE ".*\\." "" ending ${file})
  if(NOT DEFINED TYPE_${ending})
    message(FATAL_ERROR "${file}: no content type is known for .${ending}; add it to EmbedAssets")
  endif()
  file(SHA256 ${FOLDER}/${file} hash)
  string(APPEND hashes ${hash})
  string(SUBSTRING ${hash} 0 16 version)
  set(name "longstone_asset_${number}")
  string(APPEND assembly
    ".global ${name}\n.global ${name}_end\n${name}:\n.incbin \"${FOLDER}/${file}\"\n"
    "${name}_end:\n.byte 0\n")
  string(APPEND declarations "extern const char ${name}[];\nextern const char ${name}_end[];\n")
  string(APPEND table
    "    {\"${file}\", \"${TYPE_${ending}}\", \"${version}\", ${name}, ${name}_end},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
string(SHA256 all "${hashes}")
string(SUBSTRING ${all} 0 12 all)
file(WRITE ${OUT}/assets.s "${assembly}")
file(WRITE ${OUT}/assets_table.inc
  "extern \"C\" {\n${declarations}}\n"
  "const Embedded kEmbedded[] = {\n${table}};\n"
  "constexpr std::string_view kVersion = \"${all}\";\n")
