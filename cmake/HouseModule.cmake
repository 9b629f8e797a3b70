# house_module(NAME SOURCES ... [TESTS ...] [USES modules ...] [LIBS libraries ...])
#
# One static library per folder of src/, one test program per module (added to ctest under the
# module's name). Sources are listed, never globbed. LIBS stay private: a heavy library is seen by
# the module that wraps it and by nobody else.

add_library(house_pch STATIC ${CMAKE_SOURCE_DIR}/cmake/house_pch.cpp)
target_include_directories(house_pch PUBLIC ${CMAKE_SOURCE_DIR}/src)
if(LONGSTONE_PCH)
  target_precompile_headers(house_pch PRIVATE
    <algorithm> <array> <compare> <cstdint> <expected> <functional> <map> <memory> <optional> <set>
    <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
endif()

add_library(house_test_main STATIC ${CMAKE_SOURCE_DIR}/tests/doctest_main.cpp)

function(house_reuse_pch target)
  if(LONGSTONE_PCH)
    target_precompile_headers(${target} REUSE_FROM house_pch)
  endif()
endfunction()

function(house_module name)
  cmake_parse_arguments(M "" "" "SOURCES;TESTS;USES;LIBS" ${ARGN})
  add_library(${name} STATIC ${M_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${M_USES} PRIVATE ${M_LIBS})
  house_reuse_pch(${name})
  if(M_TESTS)
    add_executable(${name}_test ${M_TESTS})
    target_link_libraries(${name}_test PRIVATE ${name} house_test_main)
    target_compile_definitions(${name}_test PRIVATE LONGSTONE_ROOT="${CMAKE_SOURCE_DIR}")
    house_reuse_pch(${name}_test)
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES LABELS unit)
  endif()
endfunction()
